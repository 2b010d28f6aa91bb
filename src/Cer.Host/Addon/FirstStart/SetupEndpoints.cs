using System.Text.Json;
using System.Text.RegularExpressions;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Host.Data;
using Cer.Host.Gateway;
using Cer.Host.Homes;
using Cer.Host.Ingress;
using Cer.Host.Mail;
using Cer.Host.People;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Importing;
using Cer.Operations.Ingress;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Addon.FirstStart;

/// <summary>What the pages of the first start ask and do: who is the administrator, which community, and what was found.</summary>
internal static partial class SetupEndpoints
{
    private const int MostBytes = 2 * 1024 * 1024;
    private const int MostFaults = 100;

    public static IServiceCollection AddSetup(this IServiceCollection services) =>
        services.AddSingleton<FirstAdministrator>().AddSingleton<FirstDemo>();

    public static void MapSetup(this IEndpointRouteBuilder routes)
    {
        var first = routes.MapGroup("/api/setup").WithTags("Setup").OpenToAll();
        first.MapGet("/first", AskAsync)
            .WithSummary("In the add-on, while nobody has come in: may this user of Home Assistant be the first?");
        first.MapPost("/first", ClaimAsync).WithSummary("Makes this user of Home Assistant the first administrator.");
        var setup = routes.MapGroup("/api/setup").WithTags("Setup").RequireRoles(Role.Administrator)
            .AddEndpointFilter(Answers.TellFaultsAsync).AddEndpointFilter(OfTheHouseAsync);
        setup.MapGet("", GetAsync).WithSummary("What is set up already, and what was found; for administrators of the house.");
        setup.MapPost("/demo", StartDemo).WithSummary("Begins to make the invented community.");
        setup.MapPost("/community", ImportAsync).WithMetadata(new BodySize(MostBytes))
            .WithSummary("A first community, of the text of its file and of its rules.");
    }

    private static async Task<Ok<FirstView>> AskAsync(HttpContext context, FirstAdministrator first)
    {
        if (IngressCall.Of(context)?.User is not { } user || !await first.IsFirstAsync(context.RequestAborted))
            return TypedResults.Ok(new FirstView(false, null, null));
        return TypedResults.Ok(new FirstView(
            true, user.Name, await first.IsAdministratorThereAsync(user, context.RequestAborted)));
    }

    private static async Task<IResult> ClaimAsync(HttpContext context, FirstAdministrator first)
    {
        if (IngressCall.Of(context)?.User is not { } user)
            return Answers.Problem("Found no user of Home Assistant, expected one: open the pages in its sidebar.", 403);
        return await first.ClaimAsync(user, context.RequestAborted) switch
        {
            null => TypedResults.NoContent(),
            ClaimRefusal.SomebodyIsIn => Answers.Problem(
                "Found somebody who has come in already, expected nobody: ask an administrator to link your user.",
                StatusCodes.Status409Conflict),
            ClaimRefusal.NotThere => Answers.Problem(
                "Found a user who is no administrator of Home Assistant, expected one.", StatusCodes.Status403Forbidden),
            _ => Answers.Problem(
                "Found no answer of Home Assistant, expected who its administrators are: try again, or use the code in the log.",
                StatusCodes.Status503ServiceUnavailable),
        };
    }

    private static async Task<IResult> GetAsync(
        HttpContext context,
        ICommunityStore communities,
        IHomeUserStore homeUsers,
        FirstDemo demo,
        HomeReach way,
        HomeStanding standing,
        Settings settings,
        IServiceProvider services)
    {
        var cancellation = context.RequestAborted;
        var client = services.GetService<HomeClient>();
        var user = IngressCall.Of(context)?.User;
        return TypedResults.Ok(new
        {
            ingress = settings.Ingress,
            user = user?.Name,
            linked = user is not null && await homeUsers.FindAsync(user, cancellation) is not null,
            communities = (await communities.ListAsync(cancellation)).Select(one => new { one.Code, one.Name }),
            demo = demo.State,
            home = new { on = client is not null, ready = client?.State == HomeState.Ready, version = client?.CoreVersion },
            broker = settings.Mqtt is { } own ? new { own.Host, own.Port } : await BrokerAsync(way, client, cancellation),
            hints = standing.Hints,
            mail = services.GetRequiredService<CurrentMail>().Settings.Mail is not null,
        });
    }

    private static Accepted StartDemo(FirstDemo demo)
    {
        demo.Start();
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<IResult> ImportAsync(HttpContext context, ICommunityStore communities, ImportCommunity import)
    {
        var cancellation = context.RequestAborted;
        var asked = Read(await BodyReader.ReadAsync(context.Request, MostBytes, cancellation));
        var code = JsonBody.Needed(asked.Code, "code").Trim();
        if (!CodeForm().IsMatch(code))
            return Answers.Problem("Found another code, expected lower-case letters, digits, - and _, 40 at most.", 400);
        if (await communities.FindAsync(code, cancellation) is not null)
            return Answers.Problem($"Found a community {code} already, expected another code.", StatusCodes.Status409Conflict);
        var files = asked.Files ?? [];
        var rules = files.Where(file => file.Name != CommunityFile.Name)
            .Select(file => new RuleText(JsonBody.Needed(file.Name, "name"), JsonBody.Needed(file.Text, "text"))).ToArray();
        if (files.FirstOrDefault(file => file.Name == CommunityFile.Name)?.Text is not { } text)
            return Answers.Problem($"Found no {CommunityFile.Name} among the files, expected it; rules may come with it.", 400);
        var faults = new FaultList();
        var stored = await import.RunAsync(
            code, System.Text.Encoding.UTF8.GetBytes(text), rules, context.Person().Signature, faults, cancellation);
        return stored is not null ? TypedResults.NoContent() : TypedResults.Problem(
            detail: "Found faults in the files, expected none: nothing of them was taken.",
            statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?>
            {
                ["faults"] = faults.Faults.Take(MostFaults)
                    .Select(fault => new { fault.File, fault.Line, fault.Field, fault.Found, fault.Expected }).ToArray(),
            });
    }

    private static async Task<object?> BrokerAsync(HomeReach way, HomeClient? client, CancellationToken cancellation)
    {
        try
        {
            return await way.BrokerAsync(client, cancellation) is { } broker ? new { broker.Host, broker.Port } : null;
        }
        catch (HomeFault)
        {
            return null;
        }
    }

    private static Definition Read(ArraySegment<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<Definition>(body, JsonSerializerOptions.Web) ?? throw Wrong();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw Wrong();
        }

        static BadHttpRequestException Wrong() => new("Found another body, expected a JSON object with code and files.");
    }

    private static async ValueTask<object?> OfTheHouseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Person().Roles.Any(role => role.Role == Role.Administrator && role.Community is null)
            ? await next(context)
            : Answers.Problem("Found an administrator of one community, expected one of the whole house.", StatusCodes.Status403Forbidden);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,39}\z")]
    private static partial Regex CodeForm();

    internal sealed record FirstView(bool First, string? Name, bool? Administrator);

    private sealed record Definition(string? Code, IReadOnlyList<FileText>? Files);

    private sealed record FileText(string? Name, string? Text);
}
