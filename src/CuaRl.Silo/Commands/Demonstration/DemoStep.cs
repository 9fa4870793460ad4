namespace CuaRl.Silo.Commands.Demonstration;

/// <summary>One thing that the demo did.</summary>
/// <param name="What">What was asked.</param>
/// <param name="Way">Through what.</param>
/// <param name="Result">What came back.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record DemoStep(string What, string Way, string Result, double Milliseconds);
