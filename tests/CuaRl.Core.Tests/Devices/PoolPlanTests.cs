using CuaRl.Core.Devices.Pools;

namespace CuaRl.Core.Tests.Devices;

public sealed class PoolPlanTests
{
    private static readonly PoolNeeds Needs = new(0, 4, 1, TimeSpan.FromMinutes(5), 0, 16, IsDraining: false);

    [Fact]
    public void For_AnEmptyPool_MakesWhatIsToBeWarm() => Assert.Equal([0], PoolPlan.For(Needs, []).Make.AsEnumerable());

    [Fact]
    public void For_WaitersBeyondTheSize_MakesNoMoreThanTheSize() =>
        Assert.Equal([0, 2, 3], PoolPlan.For(Needs with { Waiting = 100 }, [Slot(1, SlotPhase.Leased)]).Make.AsEnumerable());

    [Fact]
    public void For_MoreThanMayBeMadeAtOnce_KeepsToThat() =>
        Assert.Single(PoolPlan.For(Needs with { Waiting = 9, MaxMaking = 2 }, [Slot(0, SlotPhase.Making)]).Make);

    [Fact]
    public void For_IdleBeyondTheWarm_EndsThemOnlyAfterTheirRest()
    {
        Assert.Empty(PoolPlan.For(Needs, [Slot(0, SlotPhase.Idle, 1), Slot(1, SlotPhase.Idle, 4)]).End);
        Assert.Equal([1], PoolPlan.For(Needs, [Slot(0, SlotPhase.Idle, 1), Slot(1, SlotPhase.Idle, 5)]).End.AsEnumerable());
    }

    [Fact]
    public void For_ASizeThatBecameSmaller_EndsAtOnceWhatIsOver() =>
        Assert.Equal(
            [5, 4],
            PoolPlan.For(Needs with { Warm = 4 }, [.. Enumerable.Range(0, 6).Select(n => Slot(n, SlotPhase.Idle))]).End.AsEnumerable());

    [Fact]
    public void For_Sick_ReplacesThoseWantedOnceTheyHaveRested()
    {
        Assert.Equal([0], PoolPlan.For(Needs, [Slot(0, SlotPhase.Sick)]).Replace.AsEnumerable());
        Assert.Empty(PoolPlan.For(Needs, [Slot(0, SlotPhase.Sick, -1)]).Replace);
        Assert.Equal([1], PoolPlan.For(Needs, [Slot(0, SlotPhase.Idle), Slot(1, SlotPhase.Sick)]).End.AsEnumerable());
    }

    [Fact]
    public void For_Worn_ReplacesThoseWantedAndEndsTheOthers()
    {
        Assert.Equal([0], PoolPlan.For(Needs, [Slot(0, SlotPhase.Worn)]).Replace.AsEnumerable());
        Assert.Empty(PoolPlan.For(Needs with { MaxMaking = 0 }, [Slot(0, SlotPhase.Worn)]).Replace);
        Assert.Equal([1], PoolPlan.For(Needs, [Slot(0, SlotPhase.Idle), Slot(1, SlotPhase.Worn)]).End.AsEnumerable());
    }

    [Fact]
    public void For_ADrain_EndsAllThatIsNotHeldAndMakesNone()
    {
        var plan = PoolPlan.For(
            Needs with { IsDraining = true, MinSize = 2, Waiting = 3 },
            [Slot(0, SlotPhase.Leased), Slot(1, SlotPhase.Idle), Slot(2, SlotPhase.Sick), Slot(3, SlotPhase.Making)]);

        Assert.Empty(plan.Make);
        Assert.Empty(plan.Replace);
        Assert.Equal([1, 2], plan.End.AsEnumerable());
    }

    [Fact]
    public void For_AnyPool_KeepsWithinItsSizeAndHarmsNothingInUse()
    {
        var phases = Enum.GetValues<SlotPhase>().Where(phase => phase is not SlotPhase.Absent).ToArray();
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var max = random.Next(1, 12);
            var needs = new PoolNeeds(
                random.Next(max + 1), max, random.Next(max + 1), TimeSpan.FromMinutes(random.Next(6)), random.Next(20), random.Next(1, 5),
                IsDraining: random.Next(8) == 0);
            PoolSlot[] slots = [.. Enumerable.Range(0, 14).Where(_ => random.Next(2) == 0)
                .Select(number => Slot(number, phases[random.Next(phases.Length)], random.Next(-2, 7)))];

            var plan = PoolPlan.For(needs, slots);

            var touched = plan.Make.Concat(plan.Replace).Concat(plan.End).ToArray();
            Assert.Equal(touched.Length, touched.Distinct().Count());
            Assert.All(plan.Make, number => Assert.True(number < max && slots.All(slot => slot.Number != number)));
            Assert.All(plan.Replace, number => Assert.True(slots.Single(slot => slot.Number == number).Phase is SlotPhase.Worn or SlotPhase.Sick));
            Assert.All(plan.End, number => Assert.True(
                slots.Single(slot => slot.Number == number).Phase is SlotPhase.Idle or SlotPhase.Worn or SlotPhase.Sick));
            var live = slots.Count(slot => slot.Phase is not (SlotPhase.Ending or SlotPhase.Worn or SlotPhase.Sick)) + plan.Make.Length + plan.Replace.Length;
            Assert.True(plan.Make.Length + plan.Replace.Length == 0 || live <= max);
            Assert.True(plan.Make.Length + plan.Replace.Length <= needs.MaxMaking);
            Assert.True(plan.Make.IsEmpty || !plan.End.Any(end => slots.Single(slot => slot.Number == end).Phase is SlotPhase.Idle));
        }
    }

    private static PoolSlot Slot(int number, SlotPhase phase, double minutes = 0) => new(number, phase, TimeSpan.FromMinutes(minutes));
}
