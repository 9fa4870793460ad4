namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>What the value of a flag is.</summary>
public enum FlagKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Real,

    /// <summary>True or false.</summary>
    YesNo,

    /// <summary>Choices of tasks, as JSON.</summary>
    Tasks,
}
