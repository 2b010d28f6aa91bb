namespace Cer.Crash.Tests;

/// <summary>How a program ended and what it said.</summary>
public sealed record CerOutcome(int Exit, string Output, string Errors)
{
    public CerOutcome Succeeded()
    {
        Assert.True(Exit == 0, $"exit status {Exit}: {Output}{Errors}");
        return this;
    }

    /// <summary>It failed, and said why in one sentence that a person can read.</summary>
    public void FailedWithASentence()
    {
        Assert.Equal(1, Exit);
        Assert.Matches(@"\A[a-z]+: [^\n]+\.?\n\z", Errors);
        Assert.DoesNotContain("Exception", Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Output, StringComparison.Ordinal);
    }
}
