namespace Cer.Host.Sandbox;

/// <summary>Does what goes wrong.</summary>
internal static class SandboxMischief
{
    /// <summary>What happens before a call is looked at; null when nothing does.</summary>
    public static async Task<IResult?> BeforeAsync(HttpContext context, string fault)
    {
        switch (fault)
        {
            case SandboxFault.Timeout:
                await SilenceAsync(context);
                return Gone;
            case SandboxFault.Cut:
                context.Abort();
                return Gone;
            case SandboxFault.TooMany:
                context.Response.Headers.RetryAfter = "1";
                return SandboxAnswers.Problem(429, "Found too many calls, expected a pause of 1 second.");
            case SandboxFault.Away:
                context.Response.Headers.RetryAfter = "1";
                return SandboxAnswers.Problem(503, "Found work on the server, expected you to come back after 1 second.");
            case SandboxFault.Error or SandboxFault.BadGateway:
                return SandboxAnswers.Problem(fault == SandboxFault.Error ? 500 : 502, "Found a fault on demand, expected none.");
            case SandboxFault.NoToken:
                context.RequestServices.GetRequiredService<SandboxTokens>().End();
                return SandboxAnswers.Problem(401, "Found a token that is over, expected another.");
            default:
                return null;
        }
    }

    /// <summary>What happens after a package was taken; null when nothing does.</summary>
    public static async Task<IResult?> AfterAsync(HttpContext context, string fault)
    {
        switch (fault)
        {
            case SandboxFault.TimeoutAfter:
                await SilenceAsync(context);
                return Gone;
            case SandboxFault.CutAfter:
                context.Abort();
                return Gone;
            case SandboxFault.ErrorAfter:
                return SandboxAnswers.Problem(500, "Found a fault on demand after the package was taken, expected none.");
            default:
                return null;
        }
    }

    /// <summary>A reason for each of two fields of a package.</summary>
    public static IReadOnlyList<SandboxReason> Reasons(SandboxPackage package)
    {
        var file = package.Files[0].Split(' ')[0];
        return
        [
            new($"{file}/periodo", "SBX-01", "Il periodo non è quello atteso (rifiuto di prova)."),
            new($"{file}/energia/immessa", "SBX-02", "La somma delle ore è diversa dal totale (rifiuto di prova)."),
        ];
    }

    private static IResult Gone => TypedResults.Empty;

    private static async Task SilenceAsync(HttpContext context)
    {
        var plan = context.RequestServices.GetRequiredService<SandboxFaults>().Plan;
        var silence = plan.Silence is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : context.RequestServices.GetRequiredService<SandboxOptions>().Silence;
        await Task.Delay(silence, context.RequestServices.GetRequiredService<TimeProvider>(), context.RequestAborted)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}
