using CuaRl.Core.Phones.Pictures;
using CuaRl.Core.Phones.Screens;
using static CuaRl.Core.Tests.Phones.Pictures.SampleScreens;

namespace CuaRl.Core.Tests.Phones.Pictures;

public sealed class PictureCacheTests
{
    [Fact]
    public void Paint_EqualScreen_GivesTheKeptPicture()
    {
        var cache = new PictureCache();

        var first = cache.Paint(Numbered(1));

        Assert.Equal(ScreenPainter.Paint(Numbered(1)), first);
        Assert.True(first.Equals(cache.Paint(Numbered(1))), "painted again");
        Assert.Equal((1, first.Length), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void Paint_MoreThanItHolds_LetsGoOfWhatWasNotUsed()
    {
        var size = Enumerable.Range(0, 10).Max(i => ScreenPainter.Paint(Numbered(i)).Length);
        var cache = new PictureCache((3 * size) + 50);
        var kept = cache.Paint(Numbered(0));
        var gone = cache.Paint(Numbered(1));

        for (var i = 2; i < 10; i++)
        {
            cache.Paint(Numbered(i));
            Assert.True(kept.Equals(cache.Paint(Numbered(0))), "lost the one in use");
        }

        Assert.InRange(cache.Bytes, 1, (3 * size) + 50);
        Assert.False(gone.Equals(cache.Paint(Numbered(1))), "kept too much");
    }

    [Fact]
    public void Paint_LargerThanTheCache_IsPaintedAndNotKept()
    {
        var cache = new PictureCache(capacity: 10);

        Assert.Equal(ScreenPainter.Paint(Home), cache.Paint(Home));
        Assert.Equal((0, 0), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void Paint_ManyThreads_IsRightAndBounded()
    {
        const int Screens = 40;
        var pictures = Enumerable.Range(0, Screens).Select(i => ScreenPainter.Paint(Numbered(i))).ToArray();
        var capacity = pictures.Take(Screens / 2).Sum(picture => picture.Length);
        var cache = new PictureCache(capacity);

        Parallel.For(0, 8, worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 500; i++)
            {
                var number = random.Next(Screens);
                Assert.True(cache.Paint(Numbered(number)).Span.SequenceEqual(pictures[number]), "the picture of another screen");
                Assert.InRange(cache.Bytes, 0, capacity);
            }
        });

        var byHand = pictures.Where((_, i) => cache.Paint(Numbered(i)).Length > 0).Count();
        Assert.Equal(Screens, byHand);
        Assert.InRange(cache.Count, 1, Screens);
    }

    [Fact]
    public void Hash_EveryFieldOfAScreen_Matters()
    {
        var element = new ScreenElement(ElementRole.Row, new(1, 2, 3, 4), "ab", ElementState.Checked, "c", "d", 0.5);
        PhoneScreen[] screens =
        [
            Screen(false, 0, [element]), Screen(true, 0, [element]), Screen(false, 1, [element]), Screen(false, 0, []), Screen(false, 0, [element, element]),
            .. new[]
            {
                element with { Role = ElementRole.Switch }, element with { Text = "a" }, element with { State = ElementState.None },
                element with { Detail = null }, element with { Detail = "" }, element with { Icon = null }, element with { Level = null },
                element with { Level = 0.25 }, element with { Text = "abc", Detail = "" }, element with { Detail = "d", Icon = "c" },
                element with { Bounds = new(0, 2, 3, 4) }, element with { Bounds = new(1, 0, 3, 4) }, element with { Bounds = new(1, 2, 0, 4) },
                element with { Bounds = new(1, 2, 3, 0) },
            }.Select(other => Screen(false, 0, [other])),
        ];

        Assert.Equal(screens.Length, screens.Select(ScreenHash.Of).Distinct().Count());
        Assert.Equal(ScreenHash.Of(screens[0]), ScreenHash.Of(Screen(false, 0, [element with { }])));
    }

    private static PhoneScreen Numbered(int number) => Screen(false, 0, [On(ElementRole.Title, 20, 50, 300, 40, $"Screen {number}")]);
}
