namespace Cer.Host.Workflows;

/// <summary>Places for what computes: more of it at once would take the machine from everybody else.</summary>
internal static class FlowPlaces
{
    public static readonly SemaphoreSlim Trials = new(2);
    public static readonly SemaphoreSlim Checks = new(2);

    public static async Task<IResult> InAsync(SemaphoreSlim places, Func<Task<IResult>> act, CancellationToken cancellation)
    {
        if (!await places.WaitAsync(TrialBounds.Time, cancellation))
            return TypedResults.Problem(
                "Found other trials going on, expected a free place: try again soon.", statusCode: 503);
        try
        {
            return await Task.Run(act, cancellation);
        }
        finally
        {
            places.Release();
        }
    }
}
