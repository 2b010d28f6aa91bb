namespace Cer.Apps.Tests.Backlog;

public class JournalTests
{
    private const long Much = 64 * 1024 * 1024;

    [Fact]
    public void Rows_stay_in_their_order_until_they_are_acknowledged()
    {
        using var folder = new Folder();
        using var journal = new Journal(folder.Path, Much);
        journal.Append([Row(1), Row(2)]);
        journal.Append([Row(3)]);

        var (first, end) = journal.Peek(2);
        Assert.Equal([Row(1), Row(2)], first);
        Assert.Equal([Row(1), Row(2), Row(3)], journal.Peek(10).Rows);
        journal.Acknowledge(end);
        Assert.Equal([Row(3)], journal.Peek(10).Rows);
    }

    [Fact]
    public void A_process_that_is_killed_at_any_byte_of_a_write_loses_no_row_that_was_there_before()
    {
        using var folder = new Folder();
        string file;
        long whole;
        using (var journal = new Journal(folder.Path, Much))
        {
            journal.Append([Row(1), Row(2)]);
            file = Directory.GetFiles(folder.Path, "backlog-*.log").Single();
            whole = new FileInfo(file).Length;
            journal.Append([Row(3)]);
        }

        var bytes = File.ReadAllBytes(file);
        for (var length = whole; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(file, bytes[..(int)length]);
            using (var journal = new Journal(folder.Path, Much))
            {
                EnergyRow[] expected = length == bytes.Length ? [Row(1), Row(2), Row(3)] : [Row(1), Row(2)];
                Assert.Equal(expected, journal.Peek(10).Rows);
                journal.Append([Row(4)]);
                Assert.Equal([.. expected, Row(4)], journal.Peek(10).Rows);
            }
        }
    }

    [Fact]
    public void A_line_whose_bytes_have_changed_is_passed_over_and_counted()
    {
        using var folder = new Folder();
        using (var journal = new Journal(folder.Path, Much)) journal.Append([Row(1), Row(2), Row(3)]);
        var file = Directory.GetFiles(folder.Path, "backlog-*.log").Single();
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("\"s\":1800", "\"s\":2700", StringComparison.Ordinal));

        using var again = new Journal(folder.Path, Much);
        Assert.Equal([Row(1), Row(3)], again.Peek(10).Rows);
        Assert.True(again.Damaged > 0);
    }

    [Fact]
    public void Beyond_its_bound_the_oldest_rows_go_and_are_counted()
    {
        using var folder = new Folder();
        using var journal = new Journal(folder.Path, 2 * 1024 * 1024);
        var rows = 0;
        while (journal.Dropped == 0) journal.Append([.. Enumerable.Range(0, 1000).Select(_ => Row(++rows))]);

        var kept = journal.Peek(int.MaxValue).Rows;
        Assert.Equal(rows, journal.Dropped + kept.Count);
        Assert.Equal(Row((int)journal.Dropped + 1), kept[0]);
        Assert.True(Directory.GetFiles(folder.Path, "backlog-*.log").Sum(file => new FileInfo(file).Length) <= 2 * 1024 * 1024);
    }

    [Fact]
    public void What_was_taken_is_not_there_after_a_restart_and_takes_no_room()
    {
        using var folder = new Folder();
        using (var journal = new Journal(folder.Path, Much))
        {
            for (var i = 0; i < 60; i++) journal.Append([.. Enumerable.Range(i * 1000, 1000).Select(Row)]);
            Assert.True(Directory.GetFiles(folder.Path, "backlog-*.log").Length > 2);
            journal.Acknowledge(journal.Peek(59_999).End);
        }

        using var again = new Journal(folder.Path, Much);
        Assert.Equal([Row(59_999)], again.Peek(10).Rows);
        Assert.Single(Directory.GetFiles(folder.Path, "backlog-*.log"));
    }

    [Fact]
    public void Two_processes_cannot_have_it_open()
    {
        using var folder = new Folder();
        using var journal = new Journal(folder.Path, Much);
        Assert.Throws<IOException>(() => new Journal(folder.Path, Much));
    }

    private static EnergyRow Row(int number) => new("IT999E00000101", null, Quantity.Produced, number * 900L, number, false);
}
