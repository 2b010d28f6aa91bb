using System.Reflection;
using System.Text.RegularExpressions;
using Cer.Host.Looks;
using Cer.Host.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Wall;

/// <summary>An address of the server with what can be put into it.</summary>
/// <param name="Method">GET, POST and so on.</param>
/// <param name="Pattern">As it was mapped.</param>
/// <param name="Rule">Who may use it.</param>
/// <param name="Places">The parts in braces, each with the literal before it: "mail/id".</param>
/// <param name="Questions">What may stand behind the question mark.</param>
/// <param name="IsLooked">Whether a look of the staff is noted.</param>
internal sealed partial record Door(
    string Method, string Pattern, AccessRule? Rule, IReadOnlyList<string> Places, IReadOnlyList<string> Questions,
    bool IsLooked)
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(int), typeof(long), typeof(bool), typeof(decimal), typeof(double), typeof(Guid), typeof(string[]),
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(short),
    ];

    public static IReadOnlyList<Door> Of(WebApplication app) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
                .Select(method => Of(method, endpoint)))
            .OrderBy(door => door.Pattern, StringComparer.Ordinal).ThenBy(door => door.Method, StringComparer.Ordinal),
    ];

    public override string ToString() => $"{Method} {Pattern}";

    private static Door Of(string method, RouteEndpoint endpoint)
    {
        var pattern = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";
        var names = endpoint.RoutePattern.Parameters.Select(part => part.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var asked = endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];
        return new(
            method,
            pattern,
            endpoint.Metadata.GetMetadata<AccessRule>(),
            PlacesOf(pattern),
            [
                .. asked.Where(one => Plain.Contains(Nullable.GetUnderlyingType(one.ParameterType) ?? one.ParameterType))
                    .Select(one => one.Name!).Where(name => !names.Contains(name)),
            ],
            endpoint.Metadata.GetMetadata<Looked>() is not null);
    }

    private static List<string> PlacesOf(string pattern)
    {
        var (before, places) = ("", new List<string>());
        foreach (var part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith('{')) places.Add($"{before}/{Name().Match(part).Value}");
            else before = part;
        }

        return places;
    }

    [GeneratedRegex("[a-zA-Z]+")]
    private static partial Regex Name();
}
