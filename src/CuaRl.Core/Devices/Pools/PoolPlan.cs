using System.Collections.Immutable;

namespace CuaRl.Core.Devices.Pools;

/// <summary>What a pool does next: places to fill, worn and sick ones to fill anew, and ones to empty.</summary>
public sealed record PoolPlan(ImmutableArray<int> Make, ImmutableArray<int> Replace, ImmutableArray<int> End)
{
    /// <summary>Decides it.</summary>
    /// <param name="needs">What is wanted.</param>
    /// <param name="slots">The places that are not absent, each once.</param>
    public static PoolPlan For(PoolNeeds needs, IReadOnlyCollection<PoolSlot> slots)
    {
        var idle = slots.Where(slot => slot.Phase is SlotPhase.Idle).OrderByDescending(slot => slot.Number).ToList();
        var unfit = slots.Where(slot => slot.Phase is SlotPhase.Worn or SlotPhase.Sick).OrderBy(slot => slot.Number).ToList();
        if (needs.IsDraining)
        {
            return new([], [], [.. idle.Select(slot => slot.Number), .. Rested(unfit).Select(slot => slot.Number)]);
        }

        var leased = slots.Count(slot => slot.Phase is SlotPhase.Leased);
        var making = slots.Count(slot => slot.Phase is SlotPhase.Making);
        var target = (int)Math.Clamp((long)leased + needs.Waiting + needs.Warm, needs.MinSize, needs.MaxSize);

        // Unfit places count last, so that with too many of all kinds they are the ones to go.
        var healthy = leased + making + idle.Count;
        var kept = Math.Clamp(target - healthy, 0, unfit.Count);
        var free = Math.Max(0, needs.MaxMaking - making);
        var replaced = Rested(unfit.Take(kept)).Take(free).Select(slot => slot.Number).ToImmutableArray();
        return new(
            [.. Absent(slots, needs.MaxSize).Take(Math.Clamp(target - healthy - kept, 0, free - replaced.Length))],
            replaced,
            [
                .. Surplus(needs, idle, healthy, target).Select(slot => slot.Number),
                .. Rested(unfit.Skip(kept)).Select(slot => slot.Number),
            ]);
    }

    private static IEnumerable<PoolSlot> Surplus(PoolNeeds needs, List<PoolSlot> idle, int healthy, int target)
    {
        // Over the pool's size at once, over what it needs only after a rest.
        var must = Math.Max(0, healthy - needs.MaxSize);
        return idle.Take(must).Concat(
            idle.Skip(must).Where(slot => slot.Rested >= needs.IdleLimit).Take(Math.Max(0, healthy - target - must)));
    }

    private static IEnumerable<PoolSlot> Rested(IEnumerable<PoolSlot> unfit) => unfit.Where(slot => slot.Rested >= TimeSpan.Zero);

    private static IEnumerable<int> Absent(IReadOnlyCollection<PoolSlot> slots, int size)
    {
        var taken = slots.Select(slot => slot.Number).ToHashSet();
        return Enumerable.Range(0, size).Where(number => !taken.Contains(number));
    }
}
