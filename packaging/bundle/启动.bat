@echo off
chcp 65001 >nul
cd /d "%~dp0"
title brigade-metrics
set PYTHONUTF8=1
where py >nul 2>nul
if not errorlevel 1 py -@PYTHON@ -c "" >nul 2>nul
if not errorlevel 1 py -@PYTHON@ start.py %*
if not errorlevel 1 exit /b 0
where python >nul 2>nul
if not errorlevel 1 python start.py %*
if not errorlevel 1 exit /b 0
echo.
echo 没有启动。请看上面的信息；如果电脑上没有 Python @PYTHON@，请先安装（见 请先读我.txt）。
pause
exit /b 2
