"""A person at the page: what is pressed and clicked, and what is seen."""

from __future__ import annotations

from typing import Any

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.brigade.served import until

__all__ = ["Hands", "Keys"]


class Hands:
    """One person with one browser."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def go(self, url: str) -> None:
        self.driver.get(url)

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def all(self, css: str) -> list[Any]:
        found: list[Any] = self.driver.find_elements(By.CSS_SELECTOR, css)
        return found

    def one(self, css: str) -> Any:
        return until(lambda: self.all(css))[0]

    def click(self, css: str) -> None:
        until(lambda: self._clicked(css))

    def _clicked(self, css: str) -> bool:
        """False where nothing is seen yet, or what is seen was just drawn anew."""
        try:
            shown = [e for e in self.all(css) if e.is_displayed()]
            if shown:
                shown[0].click()
        except StaleElementReferenceException:
            return False
        return bool(shown)

    def text(self, css: str) -> str:
        return str(
            self.driver.execute_script("return [...document.querySelectorAll(arguments[0])].map(e=>e.innerText.trim()).join(' ')", css)
        )

    def sees(self, css: str, words: str) -> str:
        """Waits until an element shows the words; gives what it shows."""
        found: str = until(lambda: (text := self.text(css)) and words in text and text)
        return found

    def told(self, words: str) -> str:
        """Waits for a message."""
        return self.sees("#told", words)

    def name(self, name: str) -> None:
        """Says who is at work, where the page asks."""
        until(lambda: self.one("#name").is_displayed())
        self.press(name, Keys.ENTER)
        until(lambda: not self.one("#name").is_displayed())

    def known(self, url: str, name: str) -> None:
        """Has said already who is at work."""
        self.go(url)
        script = """const done = arguments[1], form = new FormData(); form.append('who', arguments[0]);
        fetch('/me', {method: 'POST', body: form, headers: {'X-Token': document.querySelector('meta[name=token]').content}}).then(() => done())"""
        self.driver.execute_async_script(script, name)

    def stranger(self) -> None:
        """Has not been here before."""
        self.driver.delete_all_cookies()

    def focused(self) -> Any:
        return self.driver.switch_to.active_element

    def tab_to(self, css: str, most: int = 60) -> None:
        """Presses Tab until an element has the focus.  Fails where it cannot be reached."""
        for _ in range(most):
            if self.driver.execute_script("return document.activeElement && document.activeElement.matches(arguments[0])", css):
                return
            self.press(Keys.TAB)
        raise AssertionError(f"the keyboard does not reach {css}")

    def errors(self) -> list[str]:
        """What the browser complained of, but for words that were refused with a sentence."""
        return [e["message"] for e in self.driver.get_log("browser") if e["level"] == "SEVERE" and "status of 400" not in e["message"]]

    def rows(self, box: str) -> list[list[str]]:
        """The rows of a table as far as they are drawn."""
        script = "return [...document.querySelectorAll(arguments[0]+' .tabulator-row')].map(r=>[...r.querySelectorAll('.tabulator-cell')].map(c=>c.innerText.trim()))"
        found: list[list[str]] = self.driver.execute_script(script, box)
        return found
