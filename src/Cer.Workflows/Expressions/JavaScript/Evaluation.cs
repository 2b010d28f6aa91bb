using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>One evaluation: what it may ask for, what it has spent.</summary>
internal sealed partial class Evaluation(
    string text, IExpressionScope scope, ExpressionLimits limits, TimeProvider clock, CancellationToken cancellation)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _steps = limits.Steps;
    private long _bytes = limits.Bytes;
    public int Depth { get; set; }

    public IExpressionScope Scope { get; } = scope;

    /// <summary>Where evaluation is, for the sentences of built-in functions.</summary>
    public int Here { get; set; }

    /// <summary>The value of the script so far, as a script's completion value.</summary>
    public object? Completion { get; set; } = Undefined.Value;

    /// <summary>What <c>return</c> carries.</summary>
    public object? Returned { get; set; }

    public string Source(int from, int to) => text[from..to];

    public void Step(int at)
    {
        Here = at;
        if (--_steps < 0) throw Stopped($"it took more than {limits.Steps} steps");
        if ((_steps & 127) == 0) Look();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Stopped("it is nested too deep");
    }

    /// <summary>For work of a built-in function that grows with its data.</summary>
    public void Work(long steps)
    {
        _steps -= steps;
        if (_steps < 0) throw Stopped($"it took more than {limits.Steps} steps");
        Look();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Stopped("it is nested too deep");
    }

    public void Spend(long bytes)
    {
        if (bytes > _bytes) throw Stopped($"it made more than {limits.Bytes} bytes of text, lists and objects");
        _bytes -= bytes;
    }

    public string Made(string value)
    {
        Spend(2L * value.Length + 24);
        return value;
    }

    public void Enter()
    {
        if (++Depth > limits.Depth) throw Stopped($"calls went deeper than {limits.Depth}");
    }

    public void Leave() => Depth--;

    public TimeSpan Left => limits.Time - Stopwatch.GetElapsedTime(_start);

    private void Look()
    {
        cancellation.ThrowIfCancellationRequested();
        if (Left < TimeSpan.Zero)
            throw Stopped(string.Create(Coerce.Invariant, $"it took longer than {limits.Time.TotalSeconds:0.###} seconds"));
    }

    public ExpressionException Stopped(string why) => Place.Error(text, Here, $"The script was stopped: {why}.");

    public Thrown TypeError(string message) => new(new ErrorValue("TypeError", message), Here);

    public Thrown RangeError(string message) => new(new ErrorValue("RangeError", message), Here);

    public Thrown ReferenceError(string message) => new(new ErrorValue("ReferenceError", message), Here);

    public Thrown SyntaxError(string message) => new(new ErrorValue("SyntaxError", message), Here);
}
