namespace Cer.Host.People;

/// <summary>A role as the interface tells it: in every community when none is named; the member by its number.</summary>
internal sealed record RoleView(string? Community, string? Role, int? Member)
{
    public static RoleView Of(PersonRole role) => new(role.Code, role.Role.Word(), role.Member);
}
