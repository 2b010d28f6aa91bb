using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.People;

/// <summary>Which ways in there are, where a browser stands.</summary>
internal static class DoorEndpoints
{
    public static void MapDoors(this IEndpointRouteBuilder routes) => routes.MapGet("/api/doors", Tell)
        .WithTags("Session").WithSummary("Which ways in there are: passkeys, and at which origin or why not; links by mail.").OpenToAll();

    private static Ok<Doors> Tell(HttpContext context, PublicPlace place)
    {
        var (origin, why) = place.Passkeys(context);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Doors(
            new(origin?.GetLeftPart(UriPartial.Authority), why), place.PageOf(Links.LinkEndpoints.Page) is not null));
    }

    internal sealed record Doors(PasskeyDoor Passkeys, bool Links);

    internal sealed record PasskeyDoor(string? Origin, string? Why);
}
