namespace CuaRl;

/// <summary>What a record is of.</summary>
[GenerateSerializer, Alias("cuarl.RecordKind")]
public enum RecordKind
{
    /// <summary>A training.</summary>
    Training = 0,

    /// <summary>A step.</summary>
    Step = 1,

    /// <summary>An evaluation.</summary>
    Eval = 2,

    /// <summary>A baseline.</summary>
    Baseline = 3,

    /// <summary>A group.</summary>
    Group = 4,

    /// <summary>A rollout.</summary>
    Rollout = 5,

    /// <summary>The device of an attempt.</summary>
    Environment = 6,
}
