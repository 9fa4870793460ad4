using Xunit;

namespace CuaRl.TestKit.Oracles;

/// <summary>A test against a file of <see cref="OracleFolder"/>: skipped, with the reason, where no folder is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OracleFactAttribute : FactAttribute
{
    /// <summary>Makes the mark.</summary>
    /// <param name="name">The file or folder that it needs, such as <c>gym/cartpole.json</c>.</param>
    public OracleFactAttribute(string name)
    {
        Name = name;
        Skip = OracleFolder.MissingReason(name);
    }

    /// <summary>The file or folder that it needs.</summary>
    public string Name { get; }
}
