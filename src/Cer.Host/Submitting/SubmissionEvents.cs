namespace Cer.Host.Submitting;

/// <summary>Names of events about packages, for workflows that wait.</summary>
internal static class SubmissionEvents
{
    /// <summary>Something happened to a package.</summary>
    public static string Changed(int id) => FormattableString.Invariant($"cer.submission.{id}");
}
