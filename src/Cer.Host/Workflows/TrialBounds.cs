using Cer.Workflows.Expressions;

namespace Cer.Host.Workflows;

/// <summary>How much a trial may spend: it runs inside the server, for whoever may look.</summary>
internal static class TrialBounds
{
    public const int MostLines = 10_000;

    /// <summary>Of all lines and effects, in characters.</summary>
    public const int MostText = 2 * 1024 * 1024;

    public const int MostActivities = 20_000;

    /// <summary>Of those, as many are told.</summary>
    public const int MostTold = 2_000;

    /// <summary>All that is allocated, kept or not, in bytes: what is held can only be less.</summary>
    public const long MostBytes = 1024L * 1024 * 1024;

    public static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    /// <summary>A rehearsal reads the data of months.</summary>
    public static readonly TimeSpan Rehearsal = TimeSpan.FromSeconds(60);

    public static ExpressionLimits Expressions { get; } = new(1_000_000, 100, 8 * 1024 * 1024, TimeSpan.FromSeconds(5));
}
