using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>What came of asking a dashboard for something.</summary>
public abstract record BoardOutcome<T>
{
    private BoardOutcome()
    {
    }

    /// <summary>Found, now or a moment ago.</summary>
    public sealed record Found(T Answer, Instant At) : BoardOutcome<T>;

    /// <summary>There is no such thing, or it is another's: which of the two is not told.</summary>
    public sealed record NotThere(string Sentence) : BoardOutcome<T>;

    /// <summary>What was asked makes no sense.</summary>
    public sealed record Wrong(string Sentence) : BoardOutcome<T>;

    /// <summary>Too much at once from one person.</summary>
    public sealed record TooMany : BoardOutcome<T>;

    /// <summary>It cannot be told now, and why.</summary>
    public sealed record Away(string Sentence, AwayReason Reason) : BoardOutcome<T>;

    /// <summary>The same without an answer, as another kind of outcome.</summary>
    public BoardOutcome<TOther> As<TOther>() => this switch
    {
        NotThere not => new BoardOutcome<TOther>.NotThere(not.Sentence),
        Wrong wrong => new BoardOutcome<TOther>.Wrong(wrong.Sentence),
        TooMany => new BoardOutcome<TOther>.TooMany(),
        Away away => new BoardOutcome<TOther>.Away(away.Sentence, away.Reason),
        _ => throw new InvalidOperationException("Found an answer, expected none."),
    };
}
