namespace Orleans.Runtime;

/// <summary>Runs when the silo takes calls; the silo's start waits for it.</summary>
public interface IStartupTask
{
    Task Execute(CancellationToken cancellationToken);
}
