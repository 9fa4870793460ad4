using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Phones;

public sealed class PhoneRandomTests
{
    private static readonly string[] Questions =
    [
        "settings list global; settings list system; settings list secure",
        "dumpsys window; dumpsys activity; dumpsys notification; dumpsys battery; dumpsys audio",
        "pm list packages; ls /sdcard/Download; ls /sdcard/DCIM; ls /sdcard",
    ];

    [Fact]
    public void Act_OfARandomClickerOverTwentyThousandActions_KeepsAllElementsOnTheScreen()
    {
        var random = new SeededGenerator(1);
        var phone = Phone.Start(1);
        for (var i = 0; i < 20_000; i++)
        {
            phone = i % 2_000 == 0 ? Phone.Start((ulong)i) : phone;
            var action = RandomActions.Next(random, phone.Screen);
            Assert.Null(phone.Act(action));
            foreach (var element in phone.Screen.Elements)
            {
                if (element.Bounds is not { Left: >= 0, Top: >= 0, Width: > 0, Height: > 0, Right: <= 360, Bottom: <= 720 }
                    || element.Level is < 0 or > 1)
                {
                    Assert.Fail($"action {i}, {action}: {element} is beyond the screen, or its level beyond 0 to 1");
                }
            }
        }
    }

    [Fact]
    public void Restore_OfARandomPhone_GoesOnAsTheOneThatWasSaved()
    {
        for (var seed = 0UL; seed < 60; seed++)
        {
            var random = new SeededGenerator(seed);
            var phone = Phone.Start(seed);
            for (var i = random.NextIndex(120); i >= 0; i--)
            {
                phone.Act(RandomActions.Next(random, phone.Screen));
            }

            var snapshot = phone.Snapshot();
            var restored = Phone.Restore(snapshot);
            Assert.Equal(snapshot, restored.Snapshot());
            for (var i = 0; i < 60; i++)
            {
                AssertSame(phone.Screen, restored.Screen);
                var action = RandomActions.Next(random, phone.Screen);
                phone.Act(action);
                restored.Act(action);
            }

            Assert.All(Questions, question => Assert.Equal(phone.Run(question), restored.Run(question)));
            Assert.Equal(phone.Snapshot(), restored.Snapshot());
        }
    }

    [Fact]
    public void Act_OfTheSameActionsOnTheSameSeed_ShowsTheSame()
    {
        var (one, other) = (Phone.Start(11), Phone.Start(11));
        var random = new SeededGenerator(4);
        for (var i = 0; i < 2_000; i++)
        {
            var action = RandomActions.Next(random, one.Screen);
            one.Act(action);
            other.Act(action);
            AssertSame(one.Screen, other.Screen);
        }
    }

    private static void AssertSame(PhoneScreen expected, PhoneScreen actual)
    {
        Assert.Equal(expected.Theme, actual.Theme);
        Assert.True(expected.Elements.AsSpan().SequenceEqual(actual.Elements.AsSpan()));
    }
}
