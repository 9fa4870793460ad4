namespace Orleans.Runtime;

/// <summary>The activation that a service scope belongs to.</summary>
internal sealed class ScopeOwner
{
    public Activation? Activation { get; set; }
}
