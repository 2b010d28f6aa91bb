using System.Globalization;

namespace Cer.Workflows.Hosting;

/// <summary>What an instance carries, or is told, is more than may be.</summary>
public sealed class StateTooLargeException : FormatException
{
    /// <summary>So many characters of JSON, everything together.</summary>
    public const int Most = 16 * 1024 * 1024;

    public StateTooLargeException()
    {
    }

    public StateTooLargeException(string message)
        : base(message)
    {
    }

    public StateTooLargeException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public StateTooLargeException(long length)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Found {length / 1048576.0:0.0} MB of values, expected at most {Most / 1048576} MB: keep large things where they are, and")
            + " give their address.")
    {
    }
}
