using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

public interface IGrainCallContext
{
    object Grain { get; }

    /// <summary>Null when the caller is not a grain.</summary>
    GrainId? SourceId { get; }

    GrainId TargetId { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    object? Result { get; set; }

    /// <summary>Goes on to the next filter and, after the last, to the grain.</summary>
    Task Invoke();
}
