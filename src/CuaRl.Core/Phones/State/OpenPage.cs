namespace CuaRl.Core.Phones.State;

/// <summary>A page that is open, on top or below others.</summary>
/// <param name="Page">Its name.</param>
/// <param name="Argument">What it is about, such as a package or a path; empty for nothing.</param>
/// <param name="Scroll">How far its content is scrolled up, in pixels, or which part of it shows.</param>
/// <param name="Text">What is in its field.</param>
/// <param name="IsTyping">Its field has the focus.</param>
/// <param name="Keyboard">What the keyboard shows then.</param>
internal sealed record OpenPage(
    string Page, string Argument = "", int Scroll = 0, string Text = "", bool IsTyping = false,
    KeyboardPage Keyboard = KeyboardPage.Letters);
