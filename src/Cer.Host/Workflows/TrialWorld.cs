using Cer.Host.Blocks.Money;
using Cer.Workflows.Local;
using Cer.Workflows.Running;

namespace Cer.Host.Workflows;

/// <summary>A world in which nothing happens: what would have been done is noted.</summary>
internal sealed class TrialWorld : ILocalWorld
{
    private int _text;

    public List<string> Lines { get; } = [];

    public List<TrialEffect> Effects { get; } = [];

    /// <summary>Which activity is at work.</summary>
    public Func<string?> Current { get; set; } = () => null;

    public ValueTask WriteLineAsync(string text, CancellationToken cancellation)
    {
        if (Lines.Count >= TrialBounds.MostLines)
            throw new TrialStoppedException(
                $"Found more than {TrialBounds.MostLines} lines, expected fewer: the trial was stopped.");
        Count(text);
        Lines.Add(text);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> ReadLineAsync(CancellationToken cancellation)
    {
        Note("read", "A line would be read: found as empty.");
        return ValueTask.FromResult<string?>("");
    }

    public ValueTask<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        Note("http", $"{call.Method} {call.Url}");
        return ValueTask.FromResult(new HttpAnswer(200, "{}"u8.ToArray(), "application/json", []));
    }

    public ValueTask SendAsync(Letter letter, CancellationToken cancellation)
    {
        Note("mail", $"{string.Join(", ", letter.To)}: {letter.Subject}");
        return ValueTask.CompletedTask;
    }

    /// <summary>What blocks say that they did is an effect of its own.</summary>
    public void Log(string level, string message)
    {
        if (level == BlockWords.Effect) Note("effect", message);
        else Note("log", $"{level}: {message}");
    }

    public void Note(string kind, string text)
    {
        if (Effects.Count >= TrialBounds.MostLines)
            throw new TrialStoppedException(
                $"Found more than {TrialBounds.MostLines} effects, expected fewer: the trial was stopped.");
        Count(text);
        Effects.Add(new(kind, Current(), text));
    }

    private void Count(string text)
    {
        if (text.Length > TrialBounds.MostText - _text)
            throw new TrialStoppedException(
                $"Found more than {TrialBounds.MostText} characters written, expected fewer: the trial was stopped.");
        _text += text.Length;
    }
}
