namespace CuaRl;

/// <summary>Who judged a rollout.</summary>
[GenerateSerializer, Alias("cuarl.ValidationSource")]
public enum ValidationSource
{
    /// <summary>The validator, when the rollout ended.</summary>
    Validator = 0,

    /// <summary>The validator, later, over what was recorded.</summary>
    Revalidation = 1,

    /// <summary>A person.</summary>
    Override = 2,
}
