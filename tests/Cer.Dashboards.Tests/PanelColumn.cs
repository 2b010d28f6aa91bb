namespace Cer.Dashboards.Tests;

/// <summary>A column of an answer.</summary>
internal sealed record PanelColumn(string Name, Type Type)
{
    private static readonly Type[] Numbers = [typeof(decimal), typeof(double), typeof(int), typeof(long)];

    public bool IsNumber => Numbers.Contains(Type);

    public bool IsText => Type == typeof(string);

    public bool IsTime => Type == typeof(DateTime);
}
