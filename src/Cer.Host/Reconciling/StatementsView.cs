namespace Cer.Host.Reconciling;

/// <summary>What was taken in, and how files are read.</summary>
internal sealed record StatementsView(
    ImportView[] Imports, ProfileView[] Profiles, string[] Fields, string[] MonthForms, string[] DayForms);
