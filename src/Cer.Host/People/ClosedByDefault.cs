namespace Cer.Host.People;

/// <summary>Refuses calls of an endpoint that says nothing of who may use it: what was forgotten is closed.</summary>
internal sealed class ClosedByDefault(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<AccessRule>() is null
            && endpoint.DisplayName?.StartsWith("405", StringComparison.Ordinal) != true
            ? TypedResults.Problem(
                "Found an address without a rule of access, expected one.", statusCode: StatusCodes.Status403Forbidden)
                .ExecuteAsync(context)
            : next(context);
}
