namespace CuaRl.Adapters.Trainers.Tinker.Data;

/// <summary>The metrics of an optimizer step, by the names that the loop knows.</summary>
internal static class StepMetrics
{
    private const string Norm = "grad_norm";

    public static Dictionary<string, double> Of(IReadOnlyDictionary<string, double>? metrics, double learningRate)
    {
        var named = new Dictionary<string, double>(StringComparer.Ordinal) { ["optim/lr"] = learningRate };
        foreach (var (name, value) in metrics ?? new Dictionary<string, double>())
        {
            // Servers put their own name before it and a reduction behind it.
            named[name.Split(':')[0].Split('/')[^1] == Norm ? $"optim/{Norm}" : name] = value;
        }

        return named;
    }
}
