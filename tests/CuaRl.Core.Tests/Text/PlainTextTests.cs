using CuaRl.Core.Text;

namespace CuaRl.Core.Tests.Text;

public sealed class PlainTextTests
{
    // Code units, not text: an attribute is stored as UTF-8, which has no half of a surrogate pair.
    [Theory]
    [InlineData(true)]
    [InlineData(true, 0x61, 0x0A, 0x09)]
    [InlineData(true, 0xD83D, 0xDE00)]
    [InlineData(false, 0x61, 0)]
    [InlineData(false, 0xD83D)]
    [InlineData(false, 0xD83D, 0x78)]
    [InlineData(false, 0xD83D, 0xD83D)]
    [InlineData(false, 0xDE00)]
    [InlineData(false, 0xDE00, 0xD83D)]
    public void IsStorable_Text_IsTrueForWhatPostgresTakes(bool storable, params int[] units) =>
        Assert.Equal(storable, PlainText.IsStorable(string.Concat(units.Select(unit => (char)unit))));
}
