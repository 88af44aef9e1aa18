"""brigade web: the local page in the browser."""

from __future__ import annotations

import argparse
import ipaddress
import logging
import os
from pathlib import Path

from brigade.common import db_option

VARIABLE = "BRIGADE_PASSWORD"


def arguments(parser: argparse.ArgumentParser) -> None:
    db_option(parser)
    parser.add_argument("--port", type=int, metavar="端口", help="端口;不写时用 8119,被占用时用后面第一个空的")
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="监听地址,默认只限本机;改为其他地址必须设密码")
    parser.add_argument(
        "--password-file", metavar="文件", help=f"第一行是进入网页的密码;也可放在环境变量 {VARIABLE};监听其他地址时必须设置"
    )
    parser.add_argument("--host-name", metavar="名称", nargs="+", default=[], help="本机在网络上的其他名称,如 tongji.example.cn")
    parser.add_argument("--folder", default="brigade-web", metavar="文件夹", help="上传文件的保存位置,默认 brigade-web")
    parser.add_argument("--open", action="store_true", help="同时打开浏览器;网页已在运行时只打开浏览器")


def run(args: argparse.Namespace) -> int:
    from corpus.errors import CorpusError

    try:
        from brigade.web.app import create_app
        from brigade.web.listening import listen, noted, running
        from brigade.web.names import own_names, shown
    except ImportError as error:
        raise CorpusError("网页需要另装组件:pip install 'brigade-metrics[web]'。", "missing") from error
    already = running(args.folder)
    if already:
        if not args.open:
            raise CorpusError(f"文件夹 {args.folder} 的网页已在运行,请打开 {already},或用 --folder 换一个文件夹。", "running")
        print(f"网页已在运行:{already}", flush=True)
        _browse(already)
        return 0
    password = _password(args.password_file)
    if not _local(args.host) and not password and not _accounts(args.db):
        raise CorpusError(
            f"监听 {args.host} 会让其他电脑也能打开,请先用 brigade users add 建账号,或用 --password-file、环境变量 {VARIABLE} 设置密码。",
            "password",
        )
    if args.port is not None and not 0 < args.port < 65536:
        raise CorpusError(f"端口 {args.port} 不对,请用 1 到 65535。", "port")
    from corpus.keeping.store import Store

    Store(args.db).close()  # a file that is no store is told before the page opens
    app = create_app(args.db, args.folder, password, own_names(args.host, args.host_name))
    logging.getLogger("waitress").setLevel(logging.ERROR)  # it counts waiting requests, in English
    server = listen(app, args.host, args.port)
    url = f"http://{shown(args.host)}:{server.effective_port}"
    with noted(args.folder, url):
        print(f"请在浏览器打开 {url}  按 Ctrl-C 结束", flush=True)
        if args.open:
            _browse(url)
        server.run()
    return 0


def _browse(url: str) -> None:
    """Opens the browser of this computer, where it has one; beside the server, which it may keep waiting."""
    import threading
    import webbrowser

    thread = threading.Thread(target=webbrowser.open, args=(url,), daemon=True)
    thread.start()
    thread.join(5)


def _accounts(db: str) -> bool:
    """Whether the store has accounts."""
    from corpus.keeping.store import Store
    from corpus.keeping.users import users

    if not Path(db).exists():
        return False
    with Store(db) as store:
        return bool(users(store))


def _password(path: str | None) -> str:
    """The first line of the file, else what the environment holds: neither is shown in a list of processes.  Raises CorpusError for a file without one."""
    from corpus.errors import CorpusError

    if not path:
        return os.environ.get(VARIABLE, "")
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"读不了密码文件 {path},请检查路径,并存为 UTF-8 文本。", "password") from error
    if not lines or not lines[0].strip():
        raise CorpusError(f"密码文件 {path} 的第一行是空的,请写上密码。", "password")
    return lines[0].strip()


def _local(host: str) -> bool:
    """Whether only this computer reaches what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
