using CuaRl.TestKit.Tinker.Faults;

namespace CuaRl.TestKit.Tinker.State;

/// <summary>Requests that failed, in the shapes that servers say it in.</summary>
internal static class Failures
{
    public const string Ordered = "a failure was ordered";

    public static ServedFuture? Of(TinkerFault fault) => fault switch
    {
        TinkerFault.FailsInBody => new ServedFuture(200, new { error = Ordered, category = "server" }),
        TinkerFault.FailsByStatus => ByStatus(Ordered),
        TinkerFault.FailsByType => new ServedFuture(200, new { type = "RequestFailedResponse", error_message = Ordered }),
        _ => null,
    };

    /// <summary>The same of a model's request, which fails too where the model is not loaded any more.</summary>
    public static ServedFuture? Of(TinkerFault fault, ModelInTraining model) =>
        Of(fault) ?? (model.IsLoaded ? null : ByStatus("Model is not loaded"));

    public static ServedFuture ByStatus(string detail) => new(400, new { detail });
}
