using System.Collections.Immutable;
using System.Diagnostics;
using CuaRl.Benchmarks.Harness;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Pictures;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Randomness;

namespace CuaRl.Benchmarks.Devices;

/// <summary>What a simulated phone does on one core.</summary>
internal static class PhoneFigures
{
    private const double ActionBar = 50_000;
    private const double PictureBar = 1_000;
    private const double CachedBar = 20_000;

    /// <summary>Taps and swipes, each with the screen after it; a new phone every so many.</summary>
    private const int ActionsOfAPhone = 200;

    public static Figure MeasureActions(DeviceSizes sizes)
    {
        var (seen, changes) = (default(PhoneScreen), 0L);
        var rates = Rates(sizes, sizes.Actions, round => Act(sizes.Actions, (ulong)round, screen =>
        {
            changes += ReferenceEquals(screen, seen) ? 0 : 1;
            seen = screen;
        }));
        return Figure.AtLeast("actions on a phone, each with its screen", Math.Round(Rounds.Median(rates)), "actions/s", ActionBar, new Dictionary<string, double>(Raw(rates))
        {
            ["share_that_changed_the_screen"] = Math.Round((double)changes / sizes.Actions / (sizes.Rounds + 1), 3),
        });
    }

    public static IEnumerable<Figure> MeasurePictures(DeviceSizes sizes)
    {
        var bytes = 0L;
        var screens = Enumerable.Range(0, sizes.Rounds + 1).Select(round => Distinct(sizes.Pictures, (ulong)round)).ToArray();
        var painted = Rates(sizes, sizes.Pictures, round => bytes += screens[round].Sum(screen => (long)ScreenPainter.Paint(screen).Length));
        yield return Figure.AtLeast("distinct screenshots", Math.Round(Rounds.Median(painted)), "PNG/s", PictureBar, new Dictionary<string, double>(Raw(painted))
        {
            ["pictures"] = sizes.Pictures * (sizes.Rounds + 1),
            ["bytes_each"] = Math.Round((double)bytes / (sizes.Pictures * (sizes.Rounds + 1))),
        });
        var cache = new PictureCache();
        var cached = Rates(sizes, sizes.Pictures, round => Array.ForEach(screens[Math.Min(round, 1)], screen => cache.Paint(screen)), warmUps: 2);
        yield return Figure.AtLeast("cached screenshots", Math.Round(Rounds.Median(cached)), "PNG/s", CachedBar, Raw(cached));
    }

    /// <summary>Screens of many phones, no two of which are alike.</summary>
    private static PhoneScreen[] Distinct(int count, ulong round)
    {
        Dictionary<Guid, PhoneScreen> screens = [];
        for (var seed = round << 32; screens.Count < count; seed++)
        {
            Act(ActionsOfAPhone / 4, seed, screen =>
            {
                if (screens.Count < count)
                {
                    screens.TryAdd(ScreenHash.Of(screen), screen);
                }
            });
        }

        return [.. screens.Values];
    }

    private static void Act(int actions, ulong seed, Action<PhoneScreen> see)
    {
        var random = new SeededGenerator(seed);
        var phone = Phone.Start(seed);
        for (var i = 0; i < actions; i++)
        {
            if (i % ActionsOfAPhone == ActionsOfAPhone - 1)
            {
                phone = Phone.Start(seed + (ulong)i);
            }

            _ = phone.Act(Next(random, phone.Screen));
            see(phone.Screen);
        }
    }

    /// <summary>Mostly taps on what can be tapped, as a policy's are.</summary>
    private static ScreenAction Next(SeededGenerator random, PhoneScreen screen)
    {
        var at = Target(random, screen.Elements);
        return random.NextIndex(16) switch
        {
            0 => new ScreenAction.Scroll(at, 0, 300),
            1 => new ScreenAction.PressButton(DeviceButton.Back),
            2 => new ScreenAction.TypeText("abc"),
            _ => new ScreenAction.Tap(at),
        };
    }

    /// <summary>From a place by chance, the next element that can be tapped.</summary>
    private static ScreenPoint Target(SeededGenerator random, ImmutableArray<ScreenElement> elements)
    {
        var first = random.NextIndex(elements.Length);
        for (var i = 0; i < elements.Length; i++)
        {
            var element = elements[(first + i) % elements.Length];
            if (element.State.HasFlag(ElementState.Clickable))
            {
                return element.Bounds.Center;
            }
        }

        return elements[first].Bounds.Center;
    }

    private static double[] Rates(DeviceSizes sizes, int operations, Action<int> work, int warmUps = 1)
    {
        var rates = new double[sizes.Rounds];
        for (var round = 0; round < sizes.Rounds + warmUps; round++)
        {
            var start = Stopwatch.GetTimestamp();
            work(round);
            if (round >= warmUps)
            {
                rates[round - warmUps] = operations / Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        return rates;
    }

    private static Dictionary<string, double> Raw(double[] rates) =>
        new() { ["min"] = Math.Round(rates.Min()), ["max"] = Math.Round(rates.Max()) };
}
