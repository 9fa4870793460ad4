using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Tests.Phones;

public sealed class ElementNamesTests
{
    [Fact]
    public void Names_OfRolesAndStates_GiveThemBack()
    {
        Assert.Equal("text_field", ElementNames.Of(ElementRole.TextField));
        Assert.Equal<string>(["clickable", "focused"], ElementNames.Of(ElementState.Focused | ElementState.Clickable));
        Assert.All(Enum.GetValues<ElementRole>(), role => Assert.Equal(role, ElementNames.RoleOf(ElementNames.Of(role))));
        Assert.All(
            Enumerable.Range(0, 32).Select(bits => (ElementState)bits),
            state => Assert.Equal(state, ElementNames.StateOf(ElementNames.Of(state))));
    }

    [Fact]
    public void Names_ThatNobodyKnows_ArePlainTextAndNoState()
    {
        Assert.Equal(ElementRole.Text, ElementNames.RoleOf("hologram"));
        Assert.Equal(ElementState.Checked, ElementNames.StateOf(["floating", "checked"]));
    }

    [Theory]
    [InlineData("Wi-Fi", null)]
    [InlineData("Wi-Fi", "Connected")]
    [InlineData("Wi-Fi", "")]
    [InlineData("", "Search")]
    [InlineData("", null)]
    [InlineData("Total", "two\nlines")]
    public void Caption_OfTextAndSmallPrint_IsReadAsTheTwo(string text, string? detail) =>
        Assert.Equal((text, detail), ElementNames.ReadCaption(ElementNames.Caption(text, detail)));

    [Fact]
    public void Caption_OfTextWithALineBreak_IsReadWithTheRestAsSmallPrint()
    {
        Assert.Equal(("one", "two"), ElementNames.ReadCaption(ElementNames.Caption("one\ntwo", null)));
        Assert.Equal(("one", "two\nthree"), ElementNames.ReadCaption(ElementNames.Caption("one\ntwo", "three")));
    }
}
