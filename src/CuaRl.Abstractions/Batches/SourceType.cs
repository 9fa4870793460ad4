namespace CuaRl;

/// <summary>What a batch of rollouts is for.</summary>
[GenerateSerializer, Alias("cuarl.SourceType")]
public enum SourceType
{
    /// <summary>A step of the training.</summary>
    Step = 0,

    /// <summary>An evaluation at a step.</summary>
    Eval = 1,

    /// <summary>The evaluation before the first step.</summary>
    Baseline = 2,

    /// <summary>Learning from demonstrations before the first step: a step without groups, with a checkpoint of its own.</summary>
    WarmStart = 3,
}
