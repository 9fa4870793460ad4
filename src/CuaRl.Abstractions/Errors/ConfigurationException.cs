namespace CuaRl;

/// <summary>The service cannot start or go on with the settings that it was given.</summary>
[GenerateSerializer, Alias("cuarl.ConfigurationException")]
public sealed class ConfigurationException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="problem">What is wrong with which setting, and what to do; never with a secret in it.</param>
    /// <param name="inner">What was caught.</param>
    public ConfigurationException(string problem, Exception? inner = null) : base(problem, inner)
    {
    }
}
