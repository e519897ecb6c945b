/// The page's look: large, calm, readable at arm's length, with contrast of at least 4.5 to 1.
enum AppStyle {
    static let text = """
        :root { color-scheme: light; --ink: #14202e; --paper: #f4f6f8; --card: #fff; --line: #cfd8e1; --blue: #0b4f8a; }
        * { box-sizing: border-box; }
        body { margin: 0; font: 18px/1.5 system-ui, "Noto Sans", sans-serif; color: var(--ink); background: var(--paper); }
        header { display: flex; justify-content: space-between; align-items: center; padding: 16px 32px;
          background: var(--blue); color: #fff; }
        header h1 { margin: 0; font-size: 24px; }
        header a { color: #fff; }
        main { max-width: 860px; margin: 32px auto; padding: 0 24px; display: grid; gap: 20px; }
        .desk { margin: 0; padding: 14px 20px; border-radius: 10px; background: var(--card); border: 1px solid var(--line);
          border-left: 8px solid #8a97a5; }
        .desk[data-state=card] { border-left-color: #1b7f4b; }
        .desk[data-state=no-reader], .desk[data-state=service-down] { border-left-color: #b3261e; }
        form, .result { padding: 24px; border-radius: 10px; background: var(--card); border: 1px solid var(--line); }
        form p { margin: 0 0 16px; }
        label { display: block; font-weight: 600; margin-bottom: 6px; }
        input { font: 600 28px/1.2 ui-monospace, monospace; letter-spacing: .25em; width: 9.5em; padding: 10px 14px;
          border: 2px solid #5c6b7a; border-radius: 8px; }
        button { font: 600 18px/1.2 inherit; font-size: 18px; padding: 15px 26px; margin-left: 12px; border: 0; border-radius: 8px;
          color: #fff; background: var(--blue); cursor: pointer; vertical-align: bottom; }
        button:disabled { background: #5c6b7a; cursor: default; }
        input:focus-visible, button:focus-visible, a:focus-visible, summary:focus-visible { outline: 4px solid #ffb000; outline-offset: 2px; }
        .progress { display: flex; gap: 16px; align-items: center; }
        progress { width: 320px; height: 18px; accent-color: var(--blue); }
        .result h2 { margin: -24px -24px 20px; padding: 16px 24px; border-radius: 10px 10px 0 0; color: #fff; background: #5c4700; }
        .result[data-verdict=valid] h2 { background: #146c40; }
        .result[data-verdict=invalid] h2 { background: #a3161e; }
        .holder { display: flex; gap: 28px; }
        .holder img { width: 180px; height: 240px; object-fit: cover; border-radius: 8px; border: 1px solid var(--line); }
        dl { margin: 0; } dt { color: #4a5866; font-size: 15px; } dd { margin: 0 0 10px; font-size: 21px; font-weight: 600; }
        details { margin-top: 20px; } li { margin: 4px 0; font-size: 16px; }
        li.passed::marker { content: "✓  "; color: #146c40; } li.failed::marker { content: "✗  "; color: #a3161e; }
        li.not-done::marker { content: "–  "; }
        .failure { margin: 0; padding: 18px 22px; border-radius: 10px; background: #fdecea; border: 1px solid #a3161e; color: #7a1016; }
        [hidden] { display: none !important; }
        """
}
