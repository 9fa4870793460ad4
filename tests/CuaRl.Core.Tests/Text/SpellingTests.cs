using CuaRl.Core.Text;

namespace CuaRl.Core.Tests.Text;

public sealed class SpellingTests
{
    private static readonly string[] Known = ["group_size", "groups_per_batch", "seed", "loss_fn"];

    [Theory]
    [InlineData("group_size", "group_size")]
    [InlineData("gropu_size", "group_size")]
    [InlineData("groupsize", "group_size")]
    [InlineData("group_per_batch", "groups_per_batch")]
    [InlineData("sede", "seed")]
    [InlineData("los_fn", "loss_fn")]
    [InlineData("learning_rate", null)]
    [InlineData("lr", null)]
    [InlineData("", null)]
    public void Nearest_OfAWord_IsTheOneThatWasMeant(string word, string? meant) =>
        Assert.Equal(meant, Spelling.Nearest(word, Known));
}
