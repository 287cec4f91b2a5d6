import { TableClient } from '@azure/data-tables';
import { inject } from 'vitest';

/** The bot's rows as an operator with a table tool has them. */
export interface StoredRows {
  /** Every row of every table, as one text: equal where nothing was written in between. */
  all(): Promise<string>;
  /** Puts another text for one in every row whose table and key the filter likes; how many rows it was in. */
  replace(text: string, by: string, where: (table: string, rowKey: string) => boolean): Promise<number>;
}

type AnyRow = Readonly<Record<string, unknown>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly etag: string;
};

export function storedRows(tablePrefix: string): StoredRows {
  const tables = ['Log', 'Register', 'People'].map((name) => {
    const access = { allowInsecureConnection: true };
    return {
      name,
      client: TableClient.fromConnectionString(inject('azurite'), `${tablePrefix}${name}`, access),
    };
  });

  async function read() {
    const found: { name: string; client: TableClient; row: AnyRow }[] = [];
    for (const { name, client } of tables) {
      // One that nobody has needed yet is made here; the bot does not mind.
      await client.createTable();
      for await (const row of client.listEntities()) found.push({ name, client, row: row as AnyRow });
    }
    return found;
  }

  return {
    all: async () => JSON.stringify((await read()).map(({ name, row }) => [name, row])),
    async replace(text, by, where) {
      const rows = (await read()).filter(
        ({ name, row }) => where(name, row.rowKey) && JSON.stringify(row).includes(text),
      );
      for (const { client, row } of rows) {
        const { partitionKey, rowKey, etag: _mark, timestamp: _time, ...columns } = row;
        const changed = Object.entries(columns).map(([column, value]) => [
          column,
          typeof value === 'string' ? value.replaceAll(text, by) : value,
        ]);
        await client.updateEntity({ partitionKey, rowKey, ...Object.fromEntries(changed) }, 'Replace');
      }
      return rows.length;
    },
  };
}
