namespace CuaRl.Benchmarks.Harness;

/// <summary>One benchmark of <c>./cuarl bench</c>.</summary>
internal interface IBenchmark
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Description { get; }

    /// <summary>Measures, and reports progress on the way.</summary>
    /// <param name="quick">A smoke run of seconds: the figures are printed but mean nothing.</param>
    /// <param name="progress">Told what is being measured.</param>
    Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress);
}
