using System.Data.Common;
using System.Text.Json;
using Cer.Exchange.UrbanDatasets;
using Cer.Host.Data;
using Cer.Operations.Intake;

namespace Cer.Host.Gateway;

/// <summary>The UrbanDatasetGateway (SCPS Communication 2.0): log in, push messages of user devices, look at them.</summary>
/// <remarks>
/// A client made for ENEA's own server must work unchanged: empty bodies are fine where a call needs none, every 200
/// has all its members, and a push refused for its content is a 200 with a code of its own.
/// </remarks>
internal static partial class GatewayEndpoints
{
    public const string Path = "/webservices/rest/UrbanDatasetGateway";

    private const int LoginBytes = 8 * 1024;

    public static RouteGroupBuilder MapUrbanDatasetGateway(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("UrbanDatasetGateway");
        group.MapMethods("/test", ["GET", "POST"], () => GatewayAnswers.Successful.With());
        group.MapPost("/login", LoginAsync).WithMetadata(new BodySize(LoginBytes));
        group.MapPost("/isAlive", IsAliveAsync);
        group.MapPost("/logout", LogoutAsync);
        group.MapPost("/push", PushAsync).WithMetadata(new BodySize(UrbanDatasetLimits.BodyBytes));
        group.MapDatasets();
        group.Map("/{**call}", () => GatewayAnswers.NoCall.With(StatusCodes.Status404NotFound));
        group.AddEndpointFilter(AnswerFaultsAsync);
        return group;
    }

    private static async Task<IResult> LoginAsync(
        HttpRequest request, Gatekeeper gatekeeper, CancellationToken cancellation)
    {
        var body = await BodyReader.ReadAsync(request, LoginBytes, cancellation);
        LoginRequest? login;
        try
        {
            login = JsonSerializer.Deserialize(body.AsSpan(), GatewayJson.Default.LoginRequest);
        }
        catch (JsonException)
        {
            login = null;
        }

        if (login is not { Username: { } username, Password: { } password })
        {
            return GatewayAnswers.BadBody("Found no username and password, expected both as texts in a JSON object.")
                .With(StatusCodes.Status400BadRequest);
        }

        var address = request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        return await gatekeeper.LoginAsync(username, password, address, cancellation) switch
        {
            LoginOutcome.Welcome welcome => GatewayAnswers.LoggedIn(welcome.Token).With(),
            LoginOutcome.TooOften => TooOften(request),
            _ => GatewayAnswers.LoginRefused("Found a wrong username or password, expected the account's own.")
                .With(StatusCodes.Status401Unauthorized),
        };
    }

    private static IResult TooOften(HttpRequest request)
    {
        request.HttpContext.Response.Headers.RetryAfter = "60";
        return SentTooMuch("Found too many failed log-ins, expected a pause of a minute.");
    }

    private static async Task<IResult> IsAliveAsync(
        HttpRequest request, Gatekeeper gatekeeper, CancellationToken cancellation) =>
        await gatekeeper.RecogniseAsync(request, cancellation) is { } account
            ? GatewayAnswers.Alive(account.Username).With()
            : NotLoggedIn();

    private static async Task<IResult> LogoutAsync(
        HttpRequest request, Gatekeeper gatekeeper, CancellationToken cancellation)
    {
        if (await gatekeeper.RecogniseAsync(request, cancellation) is null) return NotLoggedIn();
        gatekeeper.Leave(request);
        return GatewayAnswers.Successful.With();
    }

    private static async Task<IResult> PushAsync(
        HttpRequest request,
        Gatekeeper gatekeeper,
        IntakeBodies bodies,
        SenderLimits limits,
        TakeReadings take,
        CancellationToken cancellation)
    {
        if (await gatekeeper.RecogniseAsync(request, cancellation) is not { } account) return NotLoggedIn();
        if (TooMany.Check(request, limits, account) is { } much) return SentTooMuch(much);
        using var body = await bodies.ReadAsync(request, UrbanDatasetLimits.BodyBytes, account, 1, cancellation);
        var raw = body.Raw;
        TooMany.Charge(request, limits, account, raw.Count);
        var message = new IncomingMessage
        {
            Community = account.Community,
            Source = IntakeSource.Rest,
            Sender = account,
            Raw = raw,
        };
        return await take.RunAsync(message, cancellation) switch
        {
            IntakeAnswer.Taken taken => Taken(taken),
            IntakeAnswer.AlreadyExists => GatewayAnswers.AlreadyExists.With(),
            IntakeAnswer.Refused refused => GatewayAnswers.Refused(refused.Reason).With(),
            IntakeAnswer.Foreign foreign => GatewayAnswers.Foreign(foreign.Reason)
                .With(StatusCodes.Status403Forbidden),
            var other => throw new NotSupportedException($"Found {other.GetType().Name}, expected a known answer."),
        };
    }

    private static IResult Taken(IntakeAnswer.Taken taken)
    {
        var detail = VerdictSentences.Of(taken.Lines);
        return taken.Lines.Any(line => line.Fate == LineFate.Stored)
            ? GatewayAnswers.Pushed(detail).With()
            : GatewayAnswers.KeptApart(detail).With();
    }

    internal static IResult SentTooMuch(string sentence) =>
        GatewayAnswers.TooMany(sentence).With(StatusCodes.Status429TooManyRequests);

    internal static IResult NotLoggedIn() => GatewayAnswers
        .NotLoggedIn("Found no token that is good, expected 'Authorization: Bearer' with one from login.")
        .With(StatusCodes.Status401Unauthorized);

    private static async ValueTask<object?> AnswerFaultsAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException bad)
        {
            return GatewayAnswers.BadBody(bad.Message).With(bad.StatusCode);
        }
        catch (DbException failure)
        {
            LogStoreFailed(context.HttpContext.RequestServices.GetRequiredService<ILogger<TakeReadings>>(), DatabaseFault.Reason(failure));
            return GatewayAnswers.NotAvailable("Found no store, expected one: nothing was taken, try again later.")
                .With(StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(LogLevel.Error, "The store did not answer a call of the gateway ({Reason})")]
    private static partial void LogStoreFailed(ILogger logger, string reason);
}
