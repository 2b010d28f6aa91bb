using System.Net;
using Cer.Host.Data;
using Cer.Host.People;
using Cer.Operations.Ingress;
using NodaTime.Text;

namespace Cer.Host.Ingress;

/// <summary>Home Assistant's door to the pages, and who enters by it as whom.</summary>
internal static class IngressRoutes
{
    /// <summary>Puts the door in front of everything, in the add-on (app) alone.</summary>
    public static void UseIngress(this WebApplication app, Settings settings)
    {
        if (!settings.Ingress) return;
        app.UseWhen(context => !DevicesDoor.IsOf(context, settings), ingress => ingress
            .UseMiddleware<IngressDoor>(PeerOf(settings))
            .UseMiddleware<ShortBodies>());
    }

    public static void MapHomeUsers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/home-users").WithTags("People")
            .RequireRoles(Role.Administrator).AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", ListAsync).WithSummary("Users of Home Assistant who opened the pages, and whom they enter as.");
        group.MapPut("/{user}", LinkAsync)
            .WithSummary("Links a user of Home Assistant to a person, or to nobody; for administrators of the house.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IHomeUserStore users) =>
        IsOfTheHouse(context.Person())
            ? TypedResults.Ok((await users.ListAsync(context.RequestAborted)).Select(known => new HomeUserView(
                known.User.Id, known.User.Name, known.Person, InstantPattern.General.Format(known.SeenAt),
                known.User.Id == IngressCall.Of(context)?.User?.Id)).ToArray())
            : Answers.Problem(OfTheHouse, StatusCodes.Status403Forbidden);

    private static async Task<IResult> LinkAsync(HttpContext context, string user, IHomeUserStore users)
    {
        if (!IsOfTheHouse(context.Person())) return Answers.Problem(OfTheHouse, StatusCodes.Status403Forbidden);
        var asked = await JsonBody.ReadAsync<HomeLink>(context);
        return await users.LinkAsync(user, asked.Person, context.Person().Signature, context.RequestAborted)
            ? TypedResults.NoContent()
            : Answers.Problem(
                "Found no such user or person, expected a user who opened the pages and a person who may sign in.",
                StatusCodes.Status404NotFound);
    }

    private const string OfTheHouse = "Found an administrator of one community, expected one of the whole house.";

    // A link may open every community: who runs one alone does not make any.
    private static bool IsOfTheHouse(Person person) =>
        person.Roles.Any(role => role.Role == Role.Administrator && role.Community is null);

    private static IPAddress PeerOf(Settings settings)
    {
#if DEBUG || CER_TEST_CLOCK
        // Tests bring their calls from loopback; a program that is handed out knows one Supervisor.
        var other = settings.IngressPeer ?? Environment.GetEnvironmentVariable("CER_TEST_INGRESS_PEER");
        if (other is not null) return IPAddress.Parse(other);
#endif
        return IngressDoor.Supervisor;
    }

    private sealed record HomeLink(int? Person);

    private sealed record HomeUserView(string Id, string Name, int? Person, string SeenAt, bool You);
}
