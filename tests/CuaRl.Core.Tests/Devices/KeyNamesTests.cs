using System.Collections.Immutable;
using CuaRl.Core.Devices;

namespace CuaRl.Core.Tests.Devices;

public sealed class KeyNamesTests
{
    [Theory]
    [InlineData("ctrl", "control")]
    [InlineData("CTRL", "control")]
    [InlineData("Control_L", "control")]
    [InlineData("option", "alt")]
    [InlineData("cmd", "meta")]
    [InlineData("super", "meta")]
    [InlineData("win", "meta")]
    [InlineData("Return", "enter")]
    [InlineData("ENTER", "enter")]
    [InlineData("ESC", "escape")]
    [InlineData("Page_Down", "pageDown")]
    [InlineData("PAGEDOWN", "pageDown")]
    [InlineData("page down", "pageDown")]
    [InlineData("Next", "pageDown")]
    [InlineData("BackSpace", "backspace")]
    [InlineData("Up", "arrowUp")]
    [InlineData("ARROWUP", "arrowUp")]
    [InlineData("arrow_up", "arrowUp")]
    [InlineData("KP_7", "numpad7")]
    [InlineData("F12", "f12")]
    [InlineData("A", "a")]
    [InlineData("0", "0")]
    public void Canonical_OfAnyFormatsName_IsGBoxes(string name, string expected) =>
        Assert.Equal(expected, Assert.Single(KeyNames.Canonical("keys", [name])));

    [Theory]
    [InlineData("")]
    [InlineData("hyper")]
    [InlineData("f13")]
    [InlineData("ctrl+s")]
    [InlineData("\u00fc")]
    public void Canonical_OfNoKey_IsRefusedByName(string name)
    {
        var error = Assert.Throws<FormatException>(() => KeyNames.Canonical("keys", ["ctrl", name]));

        Assert.StartsWith($"keys: there is no key '{name}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_OfKeysThatAreNone_IsNull() => Assert.Null(KeyNames.Named(["control", "hyper"], key => key.OpenAi));

    [Fact]
    public void Named_OfEveryKeyInEveryFormat_LeadsBackToIt()
    {
        ImmutableArray<string> keys = ["control", "meta", "enter", "pageUp", "arrowLeft", "numpad3", "f10", "volumeMute", "z", "9"];
        foreach (var format in (Func<KeyName, string>[])[key => key.Canonical, key => key.Xdotool, key => key.OpenAi, key => key.PyAutoGui])
        {
            Assert.Equal(string.Join(' ', keys), string.Join(' ', KeyNames.Canonical("keys", KeyNames.Named(keys, format)!)));
        }
    }
}
