"""brigade web: the local page in the browser."""

from __future__ import annotations

import argparse
import ipaddress

from brigade.common import db_option


def arguments(parser: argparse.ArgumentParser) -> None:
    db_option(parser)
    parser.add_argument("--port", type=int, default=8119, metavar="端口", help="端口,默认 8119")
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="监听地址,默认只限本机;改为其他地址必须设密码")
    parser.add_argument("--password", metavar="密码", help="进入网页的密码;监听其他地址时必须设置")
    parser.add_argument("--folder", default="brigade-web", metavar="文件夹", help="上传文件的保存位置,默认 brigade-web")


def run(args: argparse.Namespace) -> int:
    from corpus.errors import CorpusError

    try:
        from waitress import serve

        from brigade.web.app import create_app
    except ImportError as error:
        raise CorpusError("网页需要另装组件:pip install 'brigade-metrics[web]'。", "missing") from error
    if not _local(args.host) and not args.password:
        raise CorpusError(f"监听 {args.host} 会让其他电脑也能打开,请用 --password 设置密码。", "password")
    if not 0 < args.port < 65536:
        raise CorpusError(f"端口 {args.port} 不对,请用 1 到 65535。", "port")
    from corpus.keeping.store import Store

    Store(args.db).close()  # a file that is no store is told before the page opens
    app = create_app(args.db, args.folder, args.password)
    print(f"请在浏览器打开 http://{args.host}:{args.port}  按 Ctrl-C 结束", flush=True)
    try:
        serve(app, host=args.host, port=args.port, threads=4, max_request_body_size=64 * 1024 * 1024, _quiet=True)
    except OSError as error:
        raise CorpusError(f"端口 {args.port} 无法使用({error.strerror}),请用 --port 换一个。", "port") from error
    return 0


def _local(host: str) -> bool:
    """Whether only this computer reaches what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
