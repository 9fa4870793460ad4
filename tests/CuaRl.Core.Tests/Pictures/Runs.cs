using CuaRl.Core.Pictures;

namespace CuaRl.Core.Tests.Pictures;

/// <summary>Runs to draw.</summary>
internal static class Runs
{
    public static PicturedRun Root(string id, long head) =>
        new() { Id = id, Name = id, Status = "active", Head = head, TotalSteps = head };

    public static PicturedRun Branch(string id, string owner, long start, long head) => new()
    {
        Id = id,
        Name = id,
        Status = "active",
        OwnerId = owner,
        StartStep = start,
        Head = head,
        TotalSteps = head - start,
    };

    /// <summary>A main run and branches off it and off each other, at seeded places.</summary>
    public static List<PicturedRun> Random(int count, int seed)
    {
        var random = new Random(seed);
        var runs = new List<PicturedRun> { Root("r0", 1000) };
        while (runs.Count < count)
        {
            var owner = runs[random.Next(runs.Count)];
            var start = random.NextInt64(owner.StartStep ?? 0, owner.Head + 1);
            runs.Add(Branch($"r{runs.Count}", owner.Id, start, start + random.Next(1, 500)));
        }

        return runs;
    }
}
