namespace Cer.Apps;

/// <summary>What the platform said to a list of rows.</summary>
public abstract record DoorAnswer
{
    private DoorAnswer()
    {
    }

    /// <summary>All of it is stored.</summary>
    public sealed record Taken : DoorAnswer;

    /// <summary>It is not there, or has no time: the same again later.</summary>
    public sealed record Away(string Reason, TimeSpan? After = null) : DoorAnswer;

    /// <summary>Name or password are wrong: a person must mend that.</summary>
    public sealed record Unauthorised(string Reason) : DoorAnswer;

    /// <summary>It wants none of the list because of these rows, by their numbers from 0; none when it did not say which.</summary>
    public sealed record Refused(IReadOnlyDictionary<int, string> Rows, string Reason) : DoorAnswer;

    /// <summary>It thinks that some are not over yet: its clock is behind, or that of this house was ahead.</summary>
    public sealed record TooEarly(string Reason) : DoorAnswer
    {
        /// <summary>Which, by their numbers from 0; none when it did not say which.</summary>
        public IReadOnlySet<int> Rows { get; init; } = new HashSet<int>();
    }
}
