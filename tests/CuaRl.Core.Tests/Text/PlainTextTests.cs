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

    public static TheoryData<int[], int, int[]> Texts => new()
    {
        { [0x61, 0xD83D, 0xDE42], 100, [0x61, 0xD83D, 0xDE42] },
        { [0x61, 0, 0x62], 100, [0x61, 0xFFFD, 0x62] },
        { [0x61, 0xD83D, 0x62, 0xDE42], 100, [0x61, 0xFFFD, 0x62, 0xFFFD] },
        { [0x61, 0x62, 0x63], 2, [0x61, 0x62] },
        { [0xD83D, 0xDE42, 0xD83D, 0xDE42], 3, [0xD83D, 0xDE42, 0xFFFD] },
        { [0x61], 0, [] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Clean_AnyText_CanBeStoredAndIsNoLonger(int[] units, int most, int[] expected)
    {
        var clean = PlainText.Clean(string.Concat(units.Select(unit => (char)unit)), most);

        Assert.Equal(expected, clean.Select(unit => (int)unit));
        Assert.True(PlainText.IsStorable(clean));
    }
}
