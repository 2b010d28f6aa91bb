using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.People;

namespace Cer.Host.Sandbox;

/// <summary>The addresses of the sandbox, as openapi.json describes them.</summary>
internal static class SandboxRoutes
{
    private const string Description = "sandbox/openapi.json";

    private static readonly string[] Recipients = ["gse", "arera"];

    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (SandboxPackages packages, SandboxFaults faults) => SandboxPage.Of(packages.All, faults.Plan));
        routes.MapGet("/openapi.json", () => SandboxAnswers.Of(Document()));
        routes.MapPost("/oauth/token", TokenAsync);
        routes.MapPost("/v1/{recipient}/submissions", SubmitAsync);
        routes.MapGet("/v1/{recipient}/submissions/{key}", StandingAsync);
        routes.MapGet("/v1/{recipient}/submissions/{key}/receipt", Receipt);
        routes.MapGet("/v1/{recipient}/submissions/{key}/feedback", Feedback);
        routes.MapGet("/sandbox/packages", Packages);
        routes.MapGet("/sandbox/faults", Plan);
        routes.MapPut("/sandbox/faults", SetPlanAsync);
    }

    /// <summary>The description of the interface, of our own making.</summary>
    public static JsonObject Document()
    {
        using var file = typeof(SandboxRoutes).Assembly.GetManifestResourceStream(Description)!;
        return JsonNode.Parse(file)!.AsObject();
    }

    private static async Task<IResult> TokenAsync(HttpContext context, SandboxClient client, SandboxTokens tokens)
    {
        if (!context.Request.HasFormContentType)
            return SandboxAnswers.Problem(400, "Found no form, expected grant_type=client_credentials.");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["grant_type"] != "client_credentials")
            return SandboxAnswers.Problem(400, "Found another grant_type, expected client_credentials.");
        var (id, secret) = Basic(context.Request.Headers.Authorization)
            ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        if (!client.Is(id, secret))
            return SandboxAnswers.Problem(401, "Found another client_id or client_secret, expected those of the folder.");
        return SandboxAnswers.Of(new()
        {
            ["access_token"] = tokens.New(),
            ["token_type"] = "Bearer",
            ["expires_in"] = SandboxTokens.Seconds,
        });
    }

    private static async Task<IResult> SubmitAsync(
        string recipient, HttpContext context, SandboxTokens tokens, SandboxFaults faults, SandboxPackages packages, TimeProvider time)
    {
        if (Refusal(context, recipient, tokens) is { } refusal) return refusal;
        var fault = faults.Next(SandboxFault.OfPackages);
        // Whatever comes is read: who is answered before it has sent all sees a broken connection in place of the answer.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (await SandboxMischief.BeforeAsync(context, fault) is { } failed) return failed;
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var (read, problem) = SandboxBody.Read(
            recipient, key, body.GetBuffer().AsMemory(0, (int)body.Length), time.GetUtcNow());
        if (read is null) return SandboxAnswers.Problem(422, problem!);
        // Nothing is taken of somebody who has hung up.
        context.RequestAborted.ThrowIfCancellationRequested();
        var (package, wasThere) = packages.Take(read with
        {
            ReceivedAt = fault == SandboxFault.Late ? 2 : 0,
            Reasons = fault == SandboxFault.Reject ? SandboxMischief.Reasons(read) : [],
        });
        if (wasThere && package.BodySha256 != read.BodySha256)
            return SandboxAnswers.Problem(409, "Found another package under this key, expected the one that was taken.");
        if (await SandboxMischief.AfterAsync(context, fault) is { } lost) return lost;
        return SandboxAnswers.Standing(
            package, package.State == "pending" ? 202 : wasThere || fault == SandboxFault.Duplicate ? 200 : 201);
    }

    private static async Task<IResult> StandingAsync(
        string recipient, string key, HttpContext context, SandboxTokens tokens, SandboxFaults faults, SandboxPackages packages)
    {
        if (Refusal(context, recipient, tokens) is { } refusal) return refusal;
        if (await SandboxMischief.BeforeAsync(context, faults.Next(SandboxFault.OfQuestions)) is { } failed) return failed;
        return packages.Ask(recipient, key, counts: true) is { } package ? SandboxAnswers.Standing(package, 200) : Nothing;
    }

    private static IResult Receipt(
        string recipient, string key, HttpContext context, SandboxTokens tokens, SandboxPackages packages)
    {
        if (Refusal(context, recipient, tokens) is { } refusal) return refusal;
        return packages.Ask(recipient, key, counts: false) is { State: not "pending" } package
            ? SandboxAnswers.Of(new()
            {
                ["key"] = package.Key,
                ["protocol"] = package.Protocol,
                ["takenAt"] = package.TakenAt.UtcDateTime,
                ["files"] = new JsonArray([.. package.Files.Select(file => (JsonNode)file)]),
            })
            : Nothing;
    }

    private static IResult Feedback(
        string recipient, string key, HttpContext context, SandboxTokens tokens, SandboxPackages packages)
    {
        if (Refusal(context, recipient, tokens) is { } refusal) return refusal;
        return packages.Ask(recipient, key, counts: false) is { State: "accepted" or "rejected" } package
            ? SandboxAnswers.Standing(package, 200)
            : Nothing;
    }

    private static IResult Packages(HttpContext context, SandboxTokens tokens, SandboxPackages packages) =>
        Refusal(context, Recipients[0], tokens) ?? SandboxAnswers.Of(new()
        {
            ["packages"] = new JsonArray([.. packages.All.Select(one => (JsonNode)new JsonObject
            {
                ["recipient"] = one.Recipient,
                ["key"] = one.Key,
                ["state"] = one.State,
                ["repeated"] = one.Repeated,
                ["asked"] = one.Asked,
            })]),
        });

    private static IResult Plan(HttpContext context, SandboxTokens tokens, SandboxFaults faults) =>
        Refusal(context, Recipients[0], tokens) ?? Told(faults.Plan);

    private static async Task<IResult> SetPlanAsync(HttpContext context, SandboxTokens tokens, SandboxFaults faults)
    {
        if (Refusal(context, Recipients[0], tokens) is { } refusal) return refusal;
        var plan = await JsonBody.ReadAsync<SandboxPlan>(context);
        if (plan.Problem is { } problem) return SandboxAnswers.Problem(400, problem);
        faults.Plan = plan with { Turn = 0 };
        return Told(faults.Plan);
    }

    private static IResult Told(SandboxPlan plan) => SandboxAnswers.Of(new()
    {
        ["script"] = new JsonArray([.. (plan.Script ?? []).Select(one => (JsonNode)one)]),
        ["seed"] = plan.Seed,
        ["percent"] = plan.Percent,
        ["silence"] = plan.Silence,
    });

    private static IResult? Refusal(HttpContext context, string recipient, SandboxTokens tokens)
    {
        if (!tokens.IsGood(context.Request.Headers.Authorization))
            return SandboxAnswers.Problem(401, "Found no token that is good, expected one of oauth/token.");
        return Recipients.Contains(recipient)
            ? null
            : SandboxAnswers.Problem(404, "Found another recipient, expected gse or arera.");
    }

    private static (string Id, string Secret)? Basic(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith("Basic ", StringComparison.Ordinal)) return null;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization["Basic ".Length..], bytes, out var count)) return null;
        return Encoding.UTF8.GetString(bytes, 0, count).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret))
            : null;
    }

    private static IResult Nothing =>
        SandboxAnswers.Problem(404, "Found nothing under this key, expected a package that was taken.");
}
