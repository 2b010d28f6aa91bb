using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Cer.Workflows.Expressions;

/// <summary>What an evaluation of CSharp or Liquid has left to spend, and where it is.</summary>
internal sealed class Budget(string what, ExpressionLimits limits, CancellationToken cancellation)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _steps = limits.Steps;
    private long _bytes = limits.Bytes;

    /// <summary>The place in the text that is evaluated.</summary>
    public int Here { get; set; }

    public void Step(int at)
    {
        Here = at;
        Work(1);
    }

    public void Work(long steps)
    {
        _steps -= steps;
        if (_steps < 0) throw Stopped($"it took more than {limits.Steps} steps");
        cancellation.ThrowIfCancellationRequested();
        if (Stopwatch.GetElapsedTime(_start) > limits.Time)
            throw Stopped(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"it took longer than {limits.Time.TotalSeconds:0.###} seconds"));
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Stopped("it is nested too deep");
    }

    public void Spend(long bytes)
    {
        if (bytes > _bytes) throw Stopped($"it made more than {limits.Bytes} bytes of text and lists");
        _bytes -= bytes;
    }

    /// <summary>Looks whether the stack holds; always true.</summary>
    public bool Deeper()
    {
        Work(1);
        return true;
    }

    public string Made(string text)
    {
        Spend(2L * text.Length + 24);
        return text;
    }

    /// <summary>text.Replace, paid before it is made.</summary>
    public string Replaced(string text, string sought, string by)
    {
        if (sought.Length == 0) return text;
        long count = 0;
        for (var at = text.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = text.IndexOf(sought, at + sought.Length,
            StringComparison.Ordinal))
            count++;
        Work(text.Length / 16);
        Spend(2 * (text.Length + count * by.Length) + 24);
        return text.Replace(sought, by, StringComparison.Ordinal);
    }

    private ExpressionException Stopped(string why) => new($"The {what} was stopped: {why}.");
}
