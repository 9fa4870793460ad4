using CuaRl.Silo.Commands;
using CuaRl.Silo.Hosting;

StartClock.Start();
try
{
    DotEnv.Load(Directory.GetCurrentDirectory());
}
catch (CuaRl.ConfigurationException error)
{
    Console.Error.WriteLine($"{CommandLine.Name}: {error.Message}");
    return CommandLine.Failed;
}

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
